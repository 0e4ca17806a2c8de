/**
 * What runs remember for later runs: namespaces of nested JSON. Imports {@code json}, {@code problem}, {@code file},
 * {@code state}.
 */
@NullMarked
package dev.dispatch.memory;

import org.jspecify.annotations.NullMarked;
