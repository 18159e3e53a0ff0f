/** What others test their parts with: a step for an algorithm, and contract suites for stores and registries. */
@NullMarked
package io.enginehub.testkit;

import org.jspecify.annotations.NullMarked;
