/** Roles as processes of their own, as a team runs them, and everything that can happen to a process. */
@NullMarked
package io.enginehub.cluster;

import org.jspecify.annotations.NullMarked;
