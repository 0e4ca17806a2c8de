/** Modules, their layers and actions. Imports {@code sdk}, {@code json}, {@code jsonpath}, {@code job}, {@code auth}, {@code expression}, {@code schema}, {@code problem}, {@code policy}. */
@NullMarked
package dev.dispatch.module;

import org.jspecify.annotations.NullMarked;
