using ApiGovernance.JsonSchema.Parameters;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace ApiGovernance.Gateway.Validation;

/// <summary>Reads the parts of a <c>multipart/form-data</c> body (RFC 7578, RFC 2046). What two readers could see differently is refused.</summary>
internal static class MultipartBody
{
    /// <summary>Octets of all header fields of one part.</summary>
    private const int MaxHeaderBytes = 16 * 1024;

    private const int MaxHeaders = 16;

    /// <summary>RFC 2046, 5.1.1: 1 to 70 characters, the last not a space.</summary>
    private const string BoundaryCharacters = "'()+_,-./:=? ";

    /// <param name="contentType">The request's field.</param>
    /// <param name="body">Stays in memory as long as the parts are in use.</param>
    /// <returns>The parts, or what is wrong with the body.</returns>
    public static async ValueTask<(IReadOnlyList<FormPart> Parts, string? Problem)> ReadAsync(string contentType, ReadOnlyMemory<byte> body, CancellationToken cancellationToken)
    {
        if (!MediaTypeHeaderValue.TryParse(contentType, out MediaTypeHeaderValue? type))
            return ([], "The Content-Type is malformed.");
        string boundary = HeaderUtilities.RemoveQuotes(type.Boundary).ToString();
        if (boundary.Length is 0 or > 70 || boundary.EndsWith(' ') || !boundary.All(c => char.IsAsciiLetterOrDigit(c) || BoundaryCharacters.Contains(c, StringComparison.Ordinal)))
            return ([], "The Content-Type has no boundary of 1 to 70 characters as RFC 2046, 5.1.1 allows them.");
        using MemoryStream stream = new(body.ToArray(), writable: false);
        MultipartReader reader = new(boundary, stream) { HeadersCountLimit = MaxHeaders, HeadersLengthLimit = MaxHeaderBytes };
        List<FormPart> parts = [];
        try
        {
            while (await reader.ReadNextSectionAsync(cancellationToken).ConfigureAwait(false) is { } section)
            {
                if (parts.Count == ParameterSet.MaxNames)
                    return ([], $"The body has more than {ParameterSet.MaxNames} parts.");
                using MemoryStream content = new();
                await section.Body.CopyToAsync(content, cancellationToken).ConfigureAwait(false);
                if (Read(section, content.ToArray(), out FormPart? part) is { } problem)
                    return ([], $"Part {parts.Count + 1}: {problem}");
                parts.Add(part!);
            }
        }
        catch (IOException)
        {
            return ([], parts.Count == 0 ? "The body has no part that its boundary begins." : "The body ends without the final boundary.");
        }
        catch (InvalidDataException)
        {
            return ([], $"Part {parts.Count + 1}: the header fields are malformed, more than {MaxHeaders} or longer than {MaxHeaderBytes} bytes.");
        }

        return MultipartDelimiters.AreUnambiguous(body.Span, boundary, parts.Count)
            ? (parts, null)
            : ([], "The body has a line that some readers take for a boundary and others do not.");
    }

    private static string? Read(MultipartSection section, byte[] content, out FormPart? part)
    {
        part = null;
        if (section.Headers is null || !section.Headers.TryGetValue(HeaderNames.ContentDisposition, out var dispositions) || dispositions.Count != 1)
            return "it must have one Content-Disposition.";
        if (!ContentDispositionHeaderValue.TryParse(dispositions[0], out ContentDispositionHeaderValue? disposition)
            || !disposition.DispositionType.Equals("form-data", StringComparison.OrdinalIgnoreCase))
        {
            return "its Content-Disposition must be form-data (RFC 7578, 4.2).";
        }

        // A line feed alone ends a field for some.
        if (section.Headers.Values.Any(values => values.Any(value => value!.AsSpan().ContainsAny('\r', '\n'))))
            return "a header field has a line break in it.";
        // RFC 2231 has other ways to write a name; whoever knows them sees another one (RFC 7578, 4.2 has none).
        if (disposition.Parameters.Any(parameter => parameter.Name.StartsWith("name*", StringComparison.OrdinalIgnoreCase)))
            return "its Content-Disposition has the parameter name*; write name.";
        string name = HeaderUtilities.UnescapeAsQuotedString(disposition.Name).ToString();
        if (disposition.Name.Length == 0 || name.Length == 0)
            return "its Content-Disposition has no name.";
        if (disposition.Parameters.GroupBy(parameter => parameter.Name.ToString(), StringComparer.OrdinalIgnoreCase).Any(group => group.Count() > 1))
            return "its Content-Disposition has a parameter twice.";
        if (section.Headers.TryGetValue("Content-Transfer-Encoding", out var encoding) && encoding.Any(IsEncoded))
            return "it has a Content-Transfer-Encoding; in forms there is none (RFC 7578, 4.7).";
        if (section.Headers.TryGetValue(HeaderNames.ContentType, out var types) && types.Count > 1)
            return "it has more than one Content-Type.";
        string? fileName = disposition.FileNameStar.HasValue ? disposition.FileNameStar.ToString()
            : disposition.FileName.HasValue ? HeaderUtilities.UnescapeAsQuotedString(disposition.FileName).ToString() : null;
        part = new FormPart(name, fileName, section.ContentType, content)
        {
            Headers = section.Headers.ToDictionary(field => field.Key, field => field.Value.ToString(), StringComparer.OrdinalIgnoreCase),
        };
        return null;
    }

    private static bool IsEncoded(string? encoding) =>
        encoding?.Trim() is not { } name || !(name.Equals("binary", StringComparison.OrdinalIgnoreCase)
            || name.Equals("8bit", StringComparison.OrdinalIgnoreCase) || name.Equals("7bit", StringComparison.OrdinalIgnoreCase));
}
