/**
 * What the project's own black-box tests share: the transcript runner, and what is asked of real servers. May import core, demo, JUnit and AssertJ; never
 * cli, so that one transcript can be executed by whatever runs a command line.
 */
@NullMarked
package dev.dispatch.testkit;

import org.jspecify.annotations.NullMarked;
