using Microsoft.Extensions.Logging;

namespace ApiGovernance.Gateway.Authentication;

/// <summary>
/// Whether an issuer fails at something that it is asked for: told once when it begins and once when it is over. Callers are told only that they
/// should try again; whoever runs the gateway needs to know where and why.
/// </summary>
/// <param name="what">What it is asked for, after "cannot be asked for".</param>
/// <param name="address">Where it is asked, without secrets.</param>
internal sealed partial class IssuerOutage(string what, string address, ILogger logger)
{
    private int isFailing;

    public void Failed(string reason)
    {
        if (Interlocked.Exchange(ref isFailing, 1) == 0)
            Began(address, what, reason);
    }

    public void Worked()
    {
        if (Volatile.Read(ref isFailing) != 0 && Interlocked.Exchange(ref isFailing, 0) != 0)
            Over(address, what);
    }

    /// <summary>What an exception of a question over HTTP says of it.</summary>
    public static string ReasonOf(Exception error) => error is OperationCanceledException ? "it did not answer in time" : error.Message;

    [LoggerMessage(1, LogLevel.Warning, "{Address} cannot be asked for {What}: {Reason}")]
    private partial void Began(string address, string what, string reason);

    [LoggerMessage(2, LogLevel.Information, "{Address} can be asked for {What} again")]
    private partial void Over(string address, string what);
}
