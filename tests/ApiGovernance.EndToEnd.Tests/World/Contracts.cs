namespace ApiGovernance.EndToEnd.Tests.World;

/// <summary>Contracts small enough to be seen whole.</summary>
internal static class Contracts
{
    public const string Notes = """
        openapi: 3.1.0
        info:
          title: Notes
          version: 1.0.0
        paths:
          /notes:
            get:
              operationId: listNotes
              responses:
                "200":
                  description: All notes.
            post:
              operationId: addNote
              requestBody:
                required: true
                content:
                  application/json:
                    schema:
                      $ref: "#/components/schemas/Note"
              responses:
                "200":
                  description: The note was taken.
        components:
          schemas:
            Note:
              type: object
              required: [text]
              additionalProperties: false
              properties:
                text:
                  type: string
                  maxLength: 1000
        """;

    /// <summary>The reference on line <see cref="DanglingLine"/> leads nowhere.</summary>
    public static string Dangling { get; } = Notes.Replace("schemas/Note\"", "schemas/Nothing\"", StringComparison.Ordinal);

    public const int DanglingLine = 19;
}
