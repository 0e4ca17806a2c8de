/** What a recorded run becomes for people and other programs: a page, JUnit XML, HAR, Markdown. Imports {@code record}. */
@NullMarked
package dev.dispatch.report;

import org.jspecify.annotations.NullMarked;
