namespace ZkRollup.WorkingTree;

/// <summary>How a program ended.</summary>
/// <param name="Succeeded">True for exit code 0.</param>
/// <param name="Output">Standard output.</param>
/// <param name="Error">Standard error, or why the program did not start.</param>
public readonly record struct CommandResult(bool Succeeded, string Output, string Error);
