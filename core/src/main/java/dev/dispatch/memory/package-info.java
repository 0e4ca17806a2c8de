/** What runs remember for later runs: namespaces of nested JSON. Imports {@code json}, {@code problem}, {@code file}. */
@NullMarked
package dev.dispatch.memory;

import org.jspecify.annotations.NullMarked;
