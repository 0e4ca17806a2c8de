/** Modules, their layers and actions. Imports {@code sdk}, {@code json}, {@code jsonpath}, {@code job}, {@code expression}, {@code schema}, {@code problem}. */
@NullMarked
package dev.dispatch.module;

import org.jspecify.annotations.NullMarked;
