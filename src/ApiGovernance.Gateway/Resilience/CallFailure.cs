using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Authentication;

namespace ApiGovernance.Gateway.Resilience;

/// <summary>Why a try has no good answer.</summary>
internal sealed class CallFailure(FailureReason reason, string? error, bool reached)
{
    public static CallFailure Dns { get; } = new(FailureReason.Connect, "dns_error", false);

    public static CallFailure ConnectionRefused { get; } = new(FailureReason.Connect, "connection_refused", false);

    public static CallFailure ConnectionTimeout { get; } = new(FailureReason.Connect, "connection_timeout", false);

    public static CallFailure Unroutable { get; } = new(FailureReason.Connect, "destination_ip_unroutable", false);

    public static CallFailure Certificate { get; } = new(FailureReason.Connect, "tls_certificate_error", false);

    public static CallFailure Tls { get; } = new(FailureReason.Connect, "tls_protocol_error", false);

    public static CallFailure Terminated { get; } = new(FailureReason.Reset, "connection_terminated", true);

    public static CallFailure Incomplete { get; } = new(FailureReason.Reset, "http_response_incomplete", true);

    /// <summary>No progress for as long as the back end's <c>timeoutSeconds</c>.</summary>
    public static CallFailure Idle { get; } = new(FailureReason.Timeout, "http_response_timeout", true);

    public static CallFailure TryTimeout { get; } = new(FailureReason.Timeout, "http_response_timeout", true);

    public static CallFailure TotalTimeout { get; } = new(FailureReason.Timeout, "http_response_timeout", true);

    public static CallFailure HeadersTooLarge { get; } = new(FailureReason.Protocol, "http_response_header_section_size", true);

    public static CallFailure Protocol { get; } = new(FailureReason.Protocol, "http_protocol_error", true);

    public static CallFailure CircuitOpen { get; } = new(FailureReason.Refused, "destination_unavailable", false);

    public static CallFailure Unhealthy { get; } = new(FailureReason.Refused, "destination_unavailable", false);

    /// <summary>The back end's own gate let it not through.</summary>
    public static CallFailure NoRoom { get; } = new(FailureReason.Refused, "connection_limit_reached", false);

    /// <summary>The whole of an answer that is held before it is passed on did not come in time.</summary>
    public static CallFailure Unfinished { get; } = new(FailureReason.Timeout, "http_response_timeout", true);

    private readonly string word = reason.ToString().ToLowerInvariant();

    private static readonly CallFailure TooMany = new(FailureReason.Status, null, true) { Status = 429 };

    private static readonly CallFailure[] ServerErrors =
        [.. Enumerable.Range(500, 5).Select(status => new CallFailure(FailureReason.Status, null, true) { Status = status })];

    public FailureReason Reason { get; } = reason;

    /// <summary>The type of RFC 9209, 2.3; null where the back end did answer.</summary>
    public string? Error { get; } = error;

    /// <summary>False when the back end cannot have seen the request.</summary>
    public bool Reached { get; } = reached;

    /// <summary>What the back end answered; 0 without an answer.</summary>
    public int Status { get; private init; }

    /// <summary>Whether it speaks against the back end; a 429 does not: it works, and says no.</summary>
    public bool IsFault => Status is 0 or >= 500;

    /// <summary>As <c>retry.on</c> names it, and metrics.</summary>
    public string Cause => Status == 0 ? word : Status.ToString(CultureInfo.InvariantCulture);

    /// <returns>Null for an answer that is to be passed on as it is; 501 and 505 say something about the request.</returns>
    public static CallFailure? Of(HttpStatusCode status) => (int)status switch
    {
        429 => TooMany,
        500 or 502 or 503 or 504 => ServerErrors[(int)status - 500],
        _ => null,
    };

    public static CallFailure Of(Exception? error)
    {
        HttpRequestError kind = HttpRequestError.Unknown;
        SocketError socket = SocketError.Success;
        bool timedOut = false;
        bool refusedTls = false;
        for (; error is not null; error = error.InnerException)
        {
            if (error is HttpRequestException { HttpRequestError: not HttpRequestError.Unknown } request)
                kind = request.HttpRequestError;
            else if (error is HttpIOException { HttpRequestError: not HttpRequestError.Unknown } io)
                kind = io.HttpRequestError;
            timedOut |= error is TimeoutException;
            refusedTls |= error is AuthenticationException;
            if (error is SocketException broken)
                socket = broken.SocketErrorCode;
        }

        return kind switch
        {
            HttpRequestError.NameResolutionError => Dns,
            HttpRequestError.ConnectionError => Connecting(socket, timedOut),
            HttpRequestError.SecureConnectionError => refusedTls ? Certificate : Tls,
            HttpRequestError.ConfigurationLimitExceeded => HeadersTooLarge,
            HttpRequestError.InvalidResponse or HttpRequestError.HttpProtocolError or HttpRequestError.VersionNegotiationError => Protocol,
            // Nothing else in the client has a timeout of its own.
            HttpRequestError.Unknown when timedOut => ConnectionTimeout,
            _ => Terminated,
        };
    }

    private static CallFailure Connecting(SocketError socket, bool timedOut) => socket switch
    {
        SocketError.TimedOut => ConnectionTimeout,
        SocketError.HostUnreachable or SocketError.NetworkUnreachable => Unroutable,
        _ => timedOut ? ConnectionTimeout : ConnectionRefused,
    };
}

internal enum FailureReason
{
    /// <summary>No connection, so nothing was sent.</summary>
    Connect,

    /// <summary>The connection broke before the answer was whole.</summary>
    Reset,

    Timeout,

    /// <summary>What came back is not HTTP, or more than is taken.</summary>
    Protocol,

    /// <summary>An answer that says no.</summary>
    Status,

    /// <summary>The gateway did not call.</summary>
    Refused,
}
