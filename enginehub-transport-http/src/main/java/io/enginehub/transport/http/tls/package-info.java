/** Certificates and keys out of files. */
@NullMarked
package io.enginehub.transport.http.tls;

import org.jspecify.annotations.NullMarked;
