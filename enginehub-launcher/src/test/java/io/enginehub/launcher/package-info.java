@NullMarked
package io.enginehub.launcher;

import org.jspecify.annotations.NullMarked;
