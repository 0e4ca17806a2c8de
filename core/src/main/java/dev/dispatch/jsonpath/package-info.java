/**
 * Owns JSONPath (RFC 9535): parsing, type checking and evaluation over Jackson trees, with I-Regexp (RFC 9485) for
 * {@code match} and {@code search}.
 *
 * <p>May import Jackson's tree, re2j and the JDK. Behaviour stands on the syntax records
 * themselves rather than in pattern switches: the first pattern switch of a process costs several milliseconds, and a
 * path is read in nearly every one.
 */
@NullMarked
package dev.dispatch.jsonpath;

import org.jspecify.annotations.NullMarked;
