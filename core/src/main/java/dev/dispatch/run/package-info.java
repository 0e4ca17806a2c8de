/** Executes a plan and tells listeners what happens. Imports {@code plan} and below. */
@NullMarked
package dev.dispatch.run;

import org.jspecify.annotations.NullMarked;
