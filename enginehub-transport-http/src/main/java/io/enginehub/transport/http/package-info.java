/** Roles on hosts of their own: calls from role to role over HTTP, and how members find each other through their hubs. */
@NullMarked
package io.enginehub.transport.http;

import org.jspecify.annotations.NullMarked;
