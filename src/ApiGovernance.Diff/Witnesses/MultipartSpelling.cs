using System.Text;
using ApiGovernance.Diff.Comparison;
using ApiGovernance.Diff.Comparison.Schemas;
using ApiGovernance.Diff.Rules.Bodies;

namespace ApiGovernance.Diff.Witnesses;

/// <summary>An object as a body of multipart/form-data (RFC 7578): each member is a part, each item of a list one of its own.</summary>
internal static class MultipartSpelling
{
    public const string Boundary = "part";

    /// <summary>Null for what has no text.</summary>
    public static string? Of(BodyFrame frame, Instance value, bool isRequest)
    {
        if (value.Kind != Kinds.Object)
            return null;
        StringBuilder body = new();
        foreach ((string name, Instance member) in value.Members)
        {
            // A part that has to have headers needs values for them.
            if (frame.Field(name, isRequest) is not { } encoding || encoding.Required.Any())
                return null;
            foreach (Instance part in Parts(member, encoding))
            {
                if (Text(part, encoding) is not { } text || text.Contains($"--{Boundary}", StringComparison.Ordinal))
                    return null;
                string file = IsText(encoding) || IsJson(encoding) ? "" : $"; filename=\"{Quoted(name)}\"";
                body.Append($"--{Boundary}\r\nContent-Disposition: form-data; name=\"{Quoted(name)}\"{file}\r\n");
                // RFC 7578, 4.4: text/plain is what a part is that does not say.
                if (Type(encoding) != "text/plain")
                    body.Append($"Content-Type: {Type(encoding)}\r\n");
                body.Append($"\r\n{text}\r\n");
            }

            // A list of nothing is no part at all.
            if (member is { Kind: Kinds.Array, Items.Count: 0 })
                return null;
        }

        return body.Append($"--{Boundary}--\r\n").ToString();
    }

    /// <summary>A part whose text has no type of its own: `1` is a number and a string.</summary>
    public static bool IsText(FieldEncoding encoding) => Type(encoding).StartsWith("text/", StringComparison.Ordinal);

    private static bool IsJson(FieldEncoding encoding) => MediaTypes.IsJson(Type(encoding));

    private static IEnumerable<Instance> Parts(Instance member, FieldEncoding encoding) =>
        member.Kind == Kinds.Array && encoding.Written is not { IsStyled: true, Explode: false } ? member.Items : [member];

    private static string? Text(Instance part, FieldEncoding encoding)
    {
        if (IsJson(encoding))
            return part.Text;
        if (part.Kind == Kinds.Array && part.Items.All(item => item.Kind is not (Kinds.Array or Kinds.Object or Kinds.Null)) && encoding.Written is { Style: OpenApi.Model.ParameterStyle.Form })
            return string.Join(',', part.Items.Select(item => item.AsString ?? item.Text));
        return part.Kind is Kinds.Array or Kinds.Object or Kinds.Null || (!IsText(encoding) && part.Kind != Kinds.String) ? null : part.AsString ?? part.Text;
    }

    private static string Type(FieldEncoding encoding) => MediaTypes.Example(encoding.ContentTypes.FirstOrDefault(MediaTypes.IsJson) ?? encoding.ContentTypes[0]);

    // HTML, 4.10.21.8: what would end the name is percent-encoded.
    private static string Quoted(string name) => name.Replace("\"", "%22", StringComparison.Ordinal).Replace("\r", "%0D", StringComparison.Ordinal).Replace("\n", "%0A", StringComparison.Ordinal);
}
