namespace ZkRollup.Sequencer.Engine.Books;

/// <summary>The levels of one side of one book, as a tree in <see cref="PriceTreePool"/>.</summary>
internal struct PriceTree
{
    /// <summary>A node, or 0 if there are no levels.</summary>
    internal int Root;

    /// <summary>Levels of inner nodes above the leaves.</summary>
    internal int Height;
}
