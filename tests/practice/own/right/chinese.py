"""中文名字，字典。"""

import numpy as np

随机 = np.random.default_rng(1)
学习率 = 0.5


def 激活(数):
    return 1 / (1 + np.exp(-数))


def first_weights():
    return {
        "权重一": 随机.normal(0, 0.05, (784, 50)),
        "偏置一": np.zeros(50),
        "权重二": 随机.normal(0, 0.2, (50, 10)),
        "偏置二": np.zeros(10),
    }


def forward(参数, 图):
    return 激活(图 @ 参数["权重一"] + 参数["偏置一"]) @ 参数["权重二"] + 参数["偏置二"]


def gradients(参数, 图, 标签):
    中 = 激活(图 @ 参数["权重一"] + 参数["偏置一"])
    损失, 分 = core.softmax_cross_entropy(中 @ 参数["权重二"] + 参数["偏置二"], 标签)
    回, 二, 乙 = core.affine_backward(中, 参数["权重二"], 分)
    回 = core.sigmoid_backward(中, 回)
    return 损失, {"权重一": 图.T @ 回, "偏置一": 回.sum(axis=0), "权重二": 二, "偏置二": 乙}


def update(参数, 梯度):
    for 名 in 参数:
        参数[名] -= 学习率 * 梯度[名]


def train(参数, 图, 标签):
    for 轮 in range(5):
        序 = 随机.permutation(len(图))
        for 始 in range(0, len(图), 50):
            批 = 序[始 : 始 + 50]
            损失, 梯度 = gradients(参数, 图[批] / 255, 标签[批])
            update(参数, 梯度)
