/**
 * Algorithms in any language: {@link io.enginehub.command.CommandAlgorithm} starts a program for each model and speaks
 * with it in lines of JSON, over its standard input and output.
 */
@NullMarked
package io.enginehub.command;

import org.jspecify.annotations.NullMarked;
