package dev.dispatch.http;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** A server on loopback that shows requests as they came and answers with whatever bytes a test wants. */
final class RawServer implements AutoCloseable {

    /** Answers one request; closing the socket is up to it. */
    interface Script {
        void answer(Seen request, Socket socket) throws IOException;
    }

    /** @param connection counts from 1 */
    record Seen(String line, List<String> headers, String body, int connection) {

        /** The value of a header, or "none". */
        String header(String name) {
            for (String header : headers) {
                if (header.toLowerCase(Locale.ROOT).startsWith(name.toLowerCase(Locale.ROOT) + ": ")) {
                    return header.substring(name.length() + 2);
                }
            }
            return "none";
        }

        String path() {
            return line.split(" ", -1)[1];
        }
    }

    private final ServerSocket listening;
    private final Script script;
    private final AtomicInteger connections = new AtomicInteger();
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private final List<Seen> seen = new CopyOnWriteArrayList<>();

    private RawServer(Script script) throws IOException {
        this.script = script;
        listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofPlatform().daemon().start(this::accept);
    }

    static RawServer of(Script script) {
        try {
            return new RawServer(script);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One answer after the other, the last one again and again. */
    static RawServer answering(String... answers) {
        AtomicInteger next = new AtomicInteger();
        return of((request, socket) -> send(socket, answers[Math.min(next.getAndIncrement(), answers.length - 1)]));
    }

    static String ok(String headers, String body) {
        int length = body.getBytes(StandardCharsets.UTF_8).length;
        return "HTTP/1.1 200 OK\r\n" + headers + "Content-Length: " + length + "\r\n\r\n" + body;
    }

    static String redirect(int status, String location) {
        return "HTTP/1.1 " + status + " Go\r\nLocation: " + location + "\r\nContent-Length: 0\r\n\r\n";
    }

    static void send(Socket socket, String answer) throws IOException {
        send(socket, answer.getBytes(StandardCharsets.UTF_8));
    }

    static void send(Socket socket, byte[] answer) throws IOException {
        OutputStream out = socket.getOutputStream();
        out.write(answer);
        out.flush();
    }

    String url() {
        return "http://127.0.0.1:" + port();
    }

    int port() {
        return listening.getLocalPort();
    }

    List<Seen> seen() {
        return seen;
    }

    @Override
    public void close() throws IOException {
        listening.close();
        for (Socket socket : sockets) {
            socket.close();
        }
    }

    private void accept() {
        while (!listening.isClosed()) {
            try {
                Socket socket = listening.accept();
                sockets.add(socket);
                int number = connections.incrementAndGet();
                Thread.ofPlatform().daemon().start(() -> serve(socket, number));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(Socket socket, int number) {
        try (socket) {
            InputStream in = new BufferedInputStream(socket.getInputStream());
            while (!socket.isClosed()) {
                String line = line(in);
                if (line.isEmpty()) {
                    return;
                }
                Seen request = request(line, in, number);
                seen.add(request);
                script.answer(request, socket);
            }
        } catch (IOException e) {
            // The client went away, which many of the tests are about.
        }
    }

    private static Seen request(String line, InputStream in, int number) throws IOException {
        List<String> headers = new ArrayList<>();
        for (String header = line(in); !header.isEmpty(); header = line(in)) {
            headers.add(header);
        }
        Seen head = new Seen(line, headers, "", number);
        String length = head.header("Content-Length");
        byte[] body = length.equals("none") ? new byte[0] : in.readNBytes(Integer.parseInt(length));
        return new Seen(line, headers, new String(body, StandardCharsets.UTF_8), number);
    }

    private static String line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int b = in.read(); b >= 0 && b != '\n'; b = in.read()) {
            if (b != '\r') {
                line.write(b);
            }
        }
        return line.toString(StandardCharsets.UTF_8);
    }
}
