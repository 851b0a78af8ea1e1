using ApiGovernance.EndToEnd.Tests.World;

namespace ApiGovernance.EndToEnd.Tests.Serve;

/// <summary>A consumer registered while the planes run.</summary>
[Collection(NotesCollection.Name)]
public sealed class NewConsumerTests(NotesWorld world)
{
    [Fact]
    public async Task A_consumer_registered_over_HTTP_gets_a_token_without_a_restart()
    {
        string spec = $"owner: {CatalogFiles.Team}\n  plan: unlimited\n  credentials:\n    - issuer: embedded\n      clientId: newcomer\n  subscriptions: []\n";

        Answer answer = await world.PutAsync("consumers/newcomer", CatalogFiles.Descriptor("Consumer", "newcomer", spec));

        answer.Status.ShouldBe(201, answer.Body);
        (await TokenClient.GetAsync(world.Serve.ControlPlane!, world.Files.Data, "newcomer")).ShouldNotBeNullOrEmpty();
    }
}
