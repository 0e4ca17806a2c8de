/**
 * The files of configuration: what the project and the user set for every command. Imports {@code json}, {@code problem},
 * {@code redact}, {@code time}, {@code auth}, {@code expression}, {@code policy}, {@code job} and {@code http}.
 */
@NullMarked
package dev.dispatch.config;

import org.jspecify.annotations.NullMarked;
