/** What implementers of EngineHub's interfaces test their parts with: contract suites, and manual time. */
@NullMarked
package io.enginehub.testkit;

import org.jspecify.annotations.NullMarked;
