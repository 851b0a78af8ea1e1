using ApiGovernance.Catalog.Tests.Access;

namespace ApiGovernance.Catalog.Tests.Review;

/// <summary>A pipeline submits; it does not publish.</summary>
public sealed class StageOfPipelineTests
{
    [Fact]
    public async Task A_first_stage_beyond_development_is_a_promotion()
    {
        await using AccessWorld world = await AccessWorld.StartWithTeamsAsync();

        (await world.PutAsync("ci", "apis/orders/versions/v1?stage=active", Texts.Contract)).ShouldBeForbidden("owner", "architect");
        (await world.PostAsync("ci", "apis/orders/versions/v1/check?stage=active", Texts.Contract)).ShouldBeDone("a check publishes nothing");
        (await world.PutAsync("ci", "apis/orders/versions/v1?stage=development", Texts.Contract)).ShouldBeDone();
        (await world.PutAsync("owner", "apis/orders/versions/v2?stage=active", Texts.Contract)).ShouldBeDone();
    }
}
