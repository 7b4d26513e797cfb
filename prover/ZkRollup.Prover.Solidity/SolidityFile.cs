namespace ZkRollup.Prover.Solidity;

/// <summary>A generated source file.</summary>
/// <param name="Name">Its name without a folder.</param>
/// <param name="Text">Its content, with line feeds only.</param>
public sealed record SolidityFile(string Name, string Text);
