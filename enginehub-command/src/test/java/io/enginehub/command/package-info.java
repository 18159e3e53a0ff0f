@NullMarked
package io.enginehub.command;

import org.jspecify.annotations.NullMarked;
