using System.Globalization;
using System.Text;
using ApiGovernance.JsonSchema.Input;

namespace ApiGovernance.JsonSchema.Evaluation;

/// <summary>Writes the JSON pointer (RFC 6901) of a token; a key's pointer is that of its property.</summary>
internal static class InstancePointer
{
    public static string Of(JsonView view, int token)
    {
        var pointer = new StringBuilder();
        int container = 0;
        while (container != token)
        {
            bool isObject = view.Kind(container) == JsonKind.Object;
            int child = container + 1;
            for (int index = 0; ; index++)
            {
                int value = isObject ? child + 1 : child;
                int next = view.Next(value);
                if (token < next)
                {
                    pointer.Append('/').Append(isObject ? Escape(view.Text(child)) : index.ToString(CultureInfo.InvariantCulture));
                    if (token == child && isObject)
                        return pointer.ToString();
                    container = value;
                    break;
                }

                child = next;
            }
        }

        return pointer.ToString();
    }

    private static string Escape(ReadOnlySpan<byte> key) =>
        Encoding.UTF8.GetString(key).Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal);
}
