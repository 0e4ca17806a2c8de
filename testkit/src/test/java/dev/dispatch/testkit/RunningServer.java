package dev.dispatch.testkit;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A server of this machine that a test starts with a configuration of its own, and ends. */
final class RunningServer implements AutoCloseable {

    private static final int MOST_TRIES = 500;

    private final Process process;

    private RunningServer(Process process) {
        this.process = process;
    }

    /** Starts a program in the foreground and waits until it listens on a port of loopback. */
    static RunningServer start(Path folder, int port, List<String> command) throws IOException, InterruptedException {
        Path log = folder.resolve(command.getFirst().replace('/', '_') + ".log");
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        RunningServer server = new RunningServer(process);
        for (int tries = 0; tries < MOST_TRIES; tries++) {
            if (process.waitFor(20, TimeUnit.MILLISECONDS)) {
                throw new AssertionError(command + " ended: " + Files.readString(log));
            }
            if (listens(port)) {
                return server;
            }
        }
        server.close();
        throw new AssertionError(command + " does not listen: " + Files.readString(log));
    }

    /** A port that nobody listens on now. */
    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static boolean listens(int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1_000);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
    }
}
