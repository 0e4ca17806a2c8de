/**
 * The files of configuration: what the project and the user set for every command. Imports {@code json}, {@code problem},
 * {@code redact}, {@code time}, {@code expression}, {@code policy} and {@code http}.
 */
@NullMarked
package dev.dispatch.config;

import org.jspecify.annotations.NullMarked;
