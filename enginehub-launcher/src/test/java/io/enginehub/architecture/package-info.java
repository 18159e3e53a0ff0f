/** The rules that hold the modules in shape. They stand here because this module sees all others. */
@NullMarked
package io.enginehub.architecture;

import org.jspecify.annotations.NullMarked;
