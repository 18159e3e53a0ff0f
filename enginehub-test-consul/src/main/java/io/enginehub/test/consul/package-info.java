/** A real Consul for tests of several modules. */
@NullMarked
package io.enginehub.test.consul;

import org.jspecify.annotations.NullMarked;
