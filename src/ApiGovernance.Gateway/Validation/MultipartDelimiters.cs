using System.Text;

namespace ApiGovernance.Gateway.Validation;

/// <summary>
/// The lines between the parts of a multipart body (RFC 2046, 5.1.1). Some readers take a line for one that ends or begins with LF alone, or that only begins
/// with the boundary, and some go on after the last one: they would see parts that nobody checked.
/// </summary>
internal static class MultipartDelimiters
{
    /// <param name="body">The whole body.</param>
    /// <param name="boundary">Of its Content-Type.</param>
    /// <param name="parts">How many were read.</param>
    /// <returns>Whether every line that could be a delimiter is one, and they enclose so many parts.</returns>
    public static bool AreUnambiguous(ReadOnlySpan<byte> body, string boundary, int parts)
    {
        ReadOnlySpan<byte> dashed = Encoding.ASCII.GetBytes("--" + boundary);
        int opened = 0;
        bool closed = false;
        for (int at = 0; ; at += dashed.Length)
        {
            int next = body[at..].IndexOf(dashed);
            if (next < 0)
                return closed && opened == parts;
            at += next;
            if (at > 0 && body[at - 1] is not ((byte)'\r' or (byte)'\n'))
                continue;
            bool isLine = at == 0 || (at >= 2 && body[(at - 2)..at].SequenceEqual("\r\n"u8));
            ReadOnlySpan<byte> rest = body[(at + dashed.Length)..];
            bool isLast = rest.StartsWith("--"u8);
            rest = (isLast ? rest[2..] : rest).TrimStart(" \t"u8);
            if (!isLine || closed || !(rest.StartsWith("\r\n"u8) || (isLast && rest.IsEmpty)))
                return false;
            closed = isLast;
            opened += isLast ? 0 : 1;
        }
    }
}
