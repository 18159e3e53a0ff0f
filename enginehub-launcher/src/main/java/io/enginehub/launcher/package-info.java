/**
 * The command line: the one place that reads arguments and environment, looks algorithms up in jars, and prints. Data
 * goes one way through it: a command reads its files, hands them to the engine, and a report prints what came back.
 */
@NullMarked
package io.enginehub.launcher;

import org.jspecify.annotations.NullMarked;
