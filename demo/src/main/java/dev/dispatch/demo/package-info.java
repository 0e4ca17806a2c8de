/**
 * The demo API: generated resources and deliberately awkward endpoints, served on loopback. May import the JDK and
 * Jackson, and nothing of the engine, so that it cannot share a bug with what is tested against it.
 */
@NullMarked
package dev.dispatch.demo;

import org.jspecify.annotations.NullMarked;
