using System.Text;

namespace ApiGovernance.Gateway.Routing;

/// <summary>
/// The octets of a Content-Length, read by the letter: digits and nothing else (RFC 9110, 8.6). The server itself takes a sign, and
/// what it read can no longer be told from what was sent; what this gives for anything else it refuses with 400.
/// </summary>
internal sealed class LengthEncoding : ASCIIEncoding
{
    public static LengthEncoding Instance { get; } = new();

    public override int GetChars(ReadOnlySpan<byte> bytes, Span<char> chars) =>
        bytes.IsEmpty || bytes.ContainsAnyExceptInRange((byte)'0', (byte)'9') ? 0 : base.GetChars(bytes, chars);
}
