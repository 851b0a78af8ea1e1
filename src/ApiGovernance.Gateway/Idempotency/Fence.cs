using System.Security.Cryptography;
using System.Text;

namespace ApiGovernance.Gateway.Idempotency;

/// <summary>
/// Names one attempt, in 32 hex digits: by chance, but for the last eight, which say to which back end it went. What another back end
/// has or has not is no evidence about it.
/// </summary>
internal static class Fence
{
    private const int Digits = 32;
    private const int BackendDigits = 8;

    public static string New(string backend) => string.Concat(Guid.NewGuid().ToString("N").AsSpan(0, Digits - BackendDigits), Of(backend));

    public static bool IsFor(string fence, string backend) => fence.EndsWith(Of(backend), StringComparison.Ordinal);

    private static string Of(string backend) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(backend)).AsSpan(0, BackendDigits / 2));
}
