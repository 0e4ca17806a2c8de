package dev.dispatch.archive;

/**
 * One entry of an archive.
 *
 * @param name as the archive says it, with slashes; that of a folder without the one at its end
 * @param size in bytes, unpacked; 0 for a folder
 */
public record ArchiveEntry(String name, long size, boolean folder) {}
