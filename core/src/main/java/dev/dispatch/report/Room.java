package dev.dispatch.report;

/** How many more characters or bytes a report may still take up; what does not fit is left out whole. */
final class Room {

    private long left;

    Room(long size) {
        this.left = size;
    }

    /** Takes the room, or says that there is not enough. */
    boolean take(long size) {
        if (size > left) {
            return false;
        }
        left -= size;
        return true;
    }
}
