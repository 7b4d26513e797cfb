namespace ZkRollup.Crypto.Generator;

/// <summary>Every generated file of ZkRollup.Crypto: path below the project folder, and text.</summary>
internal static class GeneratedSources
{
    /// <summary>Returns all files in a fixed order.</summary>
    internal static IEnumerable<(string Path, string Text)> All()
    {
        foreach (FieldParameters field in FieldParameters.All)
        {
            yield return ($"Fields/{field.Name}.g.cs", ScalarFieldWriter.Write(field));
        }

        foreach (LaneParameters lanes in LaneParameters.All)
        {
            yield return ($"Lanes/{lanes.Name}.g.cs", LaneFileWriter.Write(lanes));
        }
    }
}
