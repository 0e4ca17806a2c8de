/**
 * What a user keeps beside the jobs, as whole JSON objects in files that several processes change. Imports files, JSON
 * and problems.
 */
@NullMarked
package dev.dispatch.state;

import org.jspecify.annotations.NullMarked;
