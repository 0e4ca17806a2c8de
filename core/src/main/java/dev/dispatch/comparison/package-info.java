/**
 * Two recorded runs beside each other, and which values differ from one run to the next without meaning anything. Imports
 * {@code record} and below.
 */
@NullMarked
package dev.dispatch.comparison;

import org.jspecify.annotations.NullMarked;
