using ZkRollup.Crypto.Signatures;

namespace ZkRollup.Sequencer.Settlement.Contracts;

/// <summary>Where the contracts of one deployment are.</summary>
/// <param name="Rollup">Takes batches.</param>
/// <param name="Queue">Takes deposits and forced requests.</param>
/// <param name="Vault">Holds the collateral.</param>
/// <param name="Escape">The way out of a frozen exchange.</param>
/// <param name="Governance">Changes under notice.</param>
/// <param name="Guardian">Halts proofs.</param>
/// <param name="Proofs">Reads records out of roots.</param>
public sealed record SettlementAddresses(
    EthereumAddress Rollup,
    EthereumAddress Queue,
    EthereumAddress Vault,
    EthereumAddress Escape,
    EthereumAddress Governance,
    EthereumAddress Guardian,
    EthereumAddress Proofs);
