/** Store, transport and registry inside one JVM. */
@NullMarked
package io.enginehub.core.local;

import org.jspecify.annotations.NullMarked;
