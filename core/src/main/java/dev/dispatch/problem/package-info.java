/** What can go wrong and what to do next: problems, issues, next actions. Imports {@code json} and {@code time}. */
@NullMarked
package dev.dispatch.problem;

import org.jspecify.annotations.NullMarked;
