using System.Buffers;
using System.Text;

namespace ApiGovernance.Gateway.Observability.Unregistered;

/// <summary>What may be kept of the path of a call that nothing describes: words, not what may identify a customer or an order.</summary>
internal static class PathForm
{
    private const int MostSegments = 4;
    private const int LongestWord = 32;
    private const string Masked = "{id}";

    private static readonly SearchValues<char> WordCharacters = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_.");

    /// <param name="path">Decoded.</param>
    public static string Of(ReadOnlySpan<char> path)
    {
        StringBuilder form = new();
        int segments = 0;
        foreach (Range range in path.Split('/'))
        {
            ReadOnlySpan<char> segment = path[range];
            if (segment.IsEmpty)
                continue;
            if (++segments > MostSegments)
                return form.Append("/...").ToString();
            form.Append('/').Append(IsWord(segment) ? segment : Masked);
        }

        return segments == 0 ? "/" : form.ToString();
    }

    private static bool IsWord(ReadOnlySpan<char> segment) =>
        segment.Length <= LongestWord && (segment.IndexOfAnyExcept(WordCharacters) < 0 || IsVersion(segment));

    private static bool IsVersion(ReadOnlySpan<char> segment) =>
        segment.Length is 2 or 3 && segment[0] is 'v' or 'V' && segment[1..].IndexOfAnyExceptInRange('0', '9') < 0;
}
