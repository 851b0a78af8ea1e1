using System.Text.Unicode;
using ApiGovernance.JsonSchema;
using ApiGovernance.JsonSchema.Parameters;

namespace ApiGovernance.Gateway.Validation;

/// <summary>As <see cref="JsonPortability"/>, for forms: what back ends read differently whatever the schema says.</summary>
internal static class FormPortability
{
    private const string Null = "A field has the character U+0000.";

    /// <param name="form">A body of type <c>application/x-www-form-urlencoded</c>.</param>
    /// <returns>Null, or what is wrong.</returns>
    public static string? Check(ReadOnlySpan<byte> form)
    {
        if (!Utf8.IsValid(form))
            return "The body is not UTF-8.";
        return form.IndexOf("%00"u8) >= 0 || form.Contains((byte)0) ? Null : null;
    }

    /// <summary>Files may hold anything.</summary>
    public static string? Check(IReadOnlyList<FormPart> parts, FormSchema form)
    {
        for (int i = 0; i < parts.Count; i++)
        {
            if (form.IsFile(parts[i]))
                continue;
            ReadOnlySpan<byte> content = parts[i].Content.Span;
            string? unportable = content.Contains((byte)0) ? Null : form.IsJson(parts[i]) ? JsonPortability.Check(content) : null;
            if (unportable is not null)
                return $"Part {i + 1}: {unportable}";
        }

        return null;
    }
}
