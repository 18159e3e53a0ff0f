/** What the roles' state machines share: their loop, and how they wait for replies. */
@NullMarked
package io.enginehub.core.role;

import org.jspecify.annotations.NullMarked;
