/** The REST API of a hub: its routes, its documents, and a hub at the far end of it. */
@NullMarked
package io.enginehub.transport.http.rest;

import org.jspecify.annotations.NullMarked;
