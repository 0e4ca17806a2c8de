/**
 * Tests for modules: {@link dev.dispatch.sdk.testing.ActionTest} runs one action as a job would, against a server on
 * loopback that answers what the test says. Needs no test framework; what goes wrong is an {@link AssertionError}. Imports
 * the engine, never the command line.
 */
@NullMarked
package dev.dispatch.sdk.testing;

import org.jspecify.annotations.NullMarked;
