/** The modules that are always there: {@code flow}, {@code memory}, {@code http}. Imports {@code sdk}, {@code module}, {@code memory} and what they import. */
@NullMarked
package dev.dispatch.builtin;

import org.jspecify.annotations.NullMarked;
