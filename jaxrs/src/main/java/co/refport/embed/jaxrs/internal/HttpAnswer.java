package co.refport.embed.jaxrs.internal;

import java.util.Map;

/** A whole answer: status, headers (content type included) and a body that is never empty. */
@SuppressWarnings("ArrayRecordComponent") // made for one response and never compared
public record HttpAnswer(int status, Map<String, String> headers, byte[] body) {}
